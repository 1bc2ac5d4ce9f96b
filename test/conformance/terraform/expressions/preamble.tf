# What the recorded and the generated expressions may refer to.
resource "terraform_data" "u" {
  input = "input"
}

locals {
  # Unknowns of each type.
  u        = jsondecode(terraform_data.u.output)
  u_id     = terraform_data.u.id
  u_string = true ? local.u : ""
  u_number = true ? local.u : 0
  u_bool   = true ? local.u : false
  u_list   = true ? local.u : tolist([""])
  u_set    = true ? local.u : toset([""])
  u_map    = true ? local.u : tomap({ a = "" })
  u_object = true ? local.u : { name = "", size = 0 }
  u_tuple  = true ? local.u : ["", 0]

  number = 42
  half   = 0.5
  zero   = 0
  string = "hello"
  empty  = ""
  yes    = true
  none   = null
  list   = tolist(["a", "b", "c"])
  set    = toset(["b", "a", "c"])
  map    = tomap({ a = 1, b = 2 })
  tuple  = ["x", 2, true, null]
  object = { name = "n", size = 3, tags = { a = "b" }, items = [1, 2] }
  secret = sensitive("s3cret")

  items = [
    { name = "one", size = 1 },
    { name = "two", size = 2 },
  ]
}

variable "list" {
  type    = list(string)
  default = ["a"]
}

variable "object" {
  type    = object({ a = optional(string), b = optional(number, 5) })
  default = {}
}
