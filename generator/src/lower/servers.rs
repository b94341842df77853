use super::names::{self, Taken};
use super::{Lowering, markdown};
use crate::ir::{Docs, Server, code};
use crate::load::Node;
use crate::openapi::Operation;

/// The servers of the document, variables at their defaults; the first is where requests go unless the user says otherwise.
pub(crate) fn servers(lowering: &mut Lowering<'_, '_>) -> Vec<Server> {
    let nodes = lowering.document.root.get("servers").and_then(Node::as_sequence);
    let mut taken = Taken::default();
    let mut servers = Vec::new();
    for (at, node) in nodes.unwrap_or_default().iter().enumerate() {
        let consequence = if at == 0 {
            "the client has no default address: whoever uses it must give one"
        } else {
            "it has no constant"
        };
        let Some(url) = lowering.server_url(node, consequence) else {
            continue;
        };
        let text = node.get("description").and_then(Node::as_str).unwrap_or_default();
        let mut docs = markdown::clean(text).with_stop();
        let name = docs.summary();
        // A name that says more than a sentence is none.
        let name = if name.is_empty() || name.split_whitespace().count() > 5 {
            &url
        } else {
            &name
        };
        let name = names::constant_name(name.trim_start_matches("https://").trim_start_matches("http://"));
        docs.paragraph(format!("It is at {}.", code(&url)));
        note_variables(node, &mut docs);
        servers.push(Server {
            constant: taken.take(name),
            is_default: at == 0,
            url,
            docs,
        });
    }
    servers
}

/// What else the variables of an address can be.
fn note_variables(node: &Node, docs: &mut Docs) {
    let variables = node.get("variables").and_then(Node::as_mapping);
    for variable in variables.into_iter().flat_map(|mapping| mapping.iter()) {
        let values = variable
            .value
            .get("enum")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        let values: Vec<String> = values.iter().filter_map(Node::as_scalar_text).map(code).collect();
        let default = variable
            .value
            .get("default")
            .and_then(Node::as_scalar_text)
            .unwrap_or_default();
        let others = if values.is_empty() {
            "can be another".to_owned()
        } else {
            format!("is one of {}", values.join(", "))
        };
        docs.paragraph(format!(
            "Its {} is {} here and {others}.",
            code(&variable.key),
            code(default)
        ));
    }
}

impl<'t> Lowering<'t, '_> {
    /// The address that an operation has of its own, or that its path has.
    pub(crate) fn own_server(&mut self, operation: Operation<'t>) -> Option<String> {
        let servers = operation
            .node
            .get("servers")
            .or_else(|| operation.item.get("servers"))?;
        let listed = servers.as_sequence().unwrap_or_default();
        if let Some(second) = listed.get(1) {
            self.unsupported(
                second.span,
                "a choice of servers for one operation: not supported",
                "requests go to the first",
            );
        }
        self.server_url(listed.first()?, "requests go to the address of the whole client")
    }

    /// The address of a server, its variables at their defaults.
    fn server_url(&mut self, server: &'t Node, consequence: &str) -> Option<String> {
        let mut url = server.get("url")?.as_str()?.to_owned();
        let variables = server.get("variables").and_then(Node::as_mapping);
        for variable in variables.into_iter().flat_map(|mapping| mapping.iter()) {
            let default = variable
                .value
                .get("default")
                .and_then(Node::as_scalar_text)
                .unwrap_or_default();
            url = url.replace(&format!("{{{}}}", variable.key), default);
        }
        if !url.starts_with("https://") && !url.starts_with("http://") {
            let message = format!("the server `{url}` has no scheme and host");
            self.unsupported(server.span, message, consequence);
            return None;
        }
        Some(url.trim_end_matches('/').to_owned())
    }
}
