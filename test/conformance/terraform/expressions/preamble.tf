# What the recorded and the generated expressions may refer to.
# A terraform_data's output is unknown when it is planned, of the type of its input.
resource "terraform_data" "u" {
  input = ""
}

resource "terraform_data" "number" {
  input = 0
}

resource "terraform_data" "bool" {
  input = false
}

resource "terraform_data" "list" {
  input = tolist([""])
}

resource "terraform_data" "set" {
  input = toset([""])
}

resource "terraform_data" "map" {
  input = tomap({ a = "" })
}

resource "terraform_data" "object" {
  input = { name = "", size = 0 }
}

resource "terraform_data" "tuple" {
  input = ["", 0]
}

locals {
  u        = jsondecode(terraform_data.u.output)
  u_id     = terraform_data.u.id
  u_string = terraform_data.u.output
  u_number = terraform_data.number.output
  u_bool   = terraform_data.bool.output
  u_list   = terraform_data.list.output
  u_set    = terraform_data.set.output
  u_map    = terraform_data.map.output
  u_object = terraform_data.object.output
  u_tuple  = terraform_data.tuple.output

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
