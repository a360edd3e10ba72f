package cli

// ManagerWith is the manager of DefaultDeps with options of the secrets' places.
var ManagerWith = managerWith
