/// A construct of the description that the client leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// What it is, in the words of the warning; names are between backticks.
    pub construct: String,
    /// What the client does instead.
    pub consequence: String,
    /// At how many places it stands.
    pub times: usize,
}
