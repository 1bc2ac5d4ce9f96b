variable "use_default" {
  type = bool
}

# fail
resource "aws_default_vpc" "this" {
  tags = { Name = "default" }
}

data "aws_vpc" "looked_up" {
  # fail
  default = true
}

# pass
data "aws_vpc" "main" {
  tags = { Name = "main" }
}

data "aws_vpc" "by_caller" {
  # unknown
  default = var.use_default
}
