"""Pure decisions about payments: the features, the rule table, the verdict. No store, no framework, no clock."""
