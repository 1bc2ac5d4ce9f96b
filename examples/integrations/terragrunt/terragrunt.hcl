# Terragrunt runs the hook in its working directory, where the module and the values that it is given lie.
terraform {
  source = "./module"

  before_hook "lintel" {
    commands = ["plan", "apply"]
    execute  = ["lintel", "scan", ".", "--fail-on", "high"]
  }
}

inputs = {
  encrypted = true
}
