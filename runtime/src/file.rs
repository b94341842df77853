//! A file in a form.

use crate::Upload;

/// A file in a form: its content and, as the form tells them, its name and media type.
///
/// ```
/// use specloom_runtime::File;
///
/// let scan = File::new("scan.pdf", b"%PDF-1.7".to_vec()).content_type("application/pdf");
/// assert_eq!(scan.name(), Some("scan.pdf"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content: Upload,
}

impl File {
    /// A file of this name. Many servers take a part of a form for a file only if it has one.
    pub fn new(name: impl Into<String>, content: impl Into<Upload>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::unnamed(content)
        }
    }

    /// A file without a name.
    pub fn unnamed(content: impl Into<Upload>) -> Self {
        Self {
            name: None,
            content: content.into(),
        }
    }

    /// A file of this machine under its own name, read while it is sent. Needs a running tokio runtime.
    ///
    /// # Errors
    ///
    /// When there is no such file, or when it may not be looked at.
    #[cfg(feature = "reqwest")]
    pub async fn open(path: impl Into<std::path::PathBuf>) -> std::io::Result<Self> {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self {
            name,
            ..Self::unnamed(Upload::open(path).await?)
        })
    }

    /// Tells the server of what kind it is, such as `application/pdf`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content = self.content.content_type(media_type);
        self
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its media type, where one was given.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content.media_type()
    }

    /// What is in it.
    #[must_use]
    pub fn content(&self) -> &Upload {
        &self.content
    }
}
