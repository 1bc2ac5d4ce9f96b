# What the recorded and the generated expressions may refer to.
resource "terraform_data" "u" {
  input = ""
}

locals {
  # Unknowns of each type. Their types are known even while terraform validates, when those of a resource's attributes are not.
  u        = jsondecode(terraform_data.u.output)
  u_id     = terraform_data.u.id
  u_string = tostring(terraform_data.u.output)
  u_number = tonumber(terraform_data.u.output)
  u_bool   = tobool(terraform_data.u.output)
  u_list   = local.u_bool ? tolist([""]) : null
  u_set    = local.u_bool ? toset([""]) : null
  u_map    = local.u_bool ? tomap({ a = "" }) : null
  u_object = local.u_bool ? { name = "", size = 0 } : null
  u_tuple  = local.u_bool ? ["", 0] : null

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
