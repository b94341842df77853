use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::{Description, Operation};

/// The operation behind a request. It travels among the extensions of the request.
#[derive(Clone)]
pub struct Called {
    operation: Arc<dyn Any + Send + Sync>,
    description: &'static Description,
    show: fn(&(dyn Any + Send + Sync)) -> Option<&dyn fmt::Debug>,
}

impl Called {
    pub(crate) fn new<Op: Operation>(operation: &Arc<Op>) -> Self {
        Self {
            operation: Arc::<Op>::clone(operation),
            description: operation.description(),
            show: |operation| operation.downcast_ref::<Op>()?.shown(),
        }
    }

    pub(super) fn description(&self) -> &'static Description {
        self.description
    }

    pub(super) fn get<Op: Operation>(&self) -> Option<&Op> {
        self.operation.downcast_ref()
    }

    pub(super) fn share<Op: Operation>(&self) -> Option<Arc<Op>> {
        Arc::clone(&self.operation).downcast().ok()
    }
}

impl fmt::Debug for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.show)(&*self.operation) {
            Some(shown) => shown.fmt(f),
            None => f.write_str(self.description.id()),
        }
    }
}
