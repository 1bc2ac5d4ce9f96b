# fail
variable "silent" {
  default = "x"
}

# pass
variable "region" {
  type = string
}

# pass
variable "settings" {
  type = object({
    name = string
    tags = optional(map(string), {})
  })
}
