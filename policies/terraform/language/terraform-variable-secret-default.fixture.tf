variable "db_password" {
  type      = string
  sensitive = true
  # fail
  default = "correct-horse-battery"
}

variable "aws_key" {
  type = string
  # fail
  default = "AKIAQ3EXAMPLEKEYX7ZT"
}

# pass
variable "admin_password" {
  type      = string
  sensitive = true
}

# pass
variable "api_key" {
  type    = string
  default = ""
}

# pass
variable "password_length" {
  type    = number
  default = 24
}

# pass
variable "region" {
  type    = string
  default = "eu-central-1"
}
