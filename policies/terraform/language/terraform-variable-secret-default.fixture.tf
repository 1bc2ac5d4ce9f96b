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

# Where the secret is kept is no secret.
# pass
variable "ssm_key_password" {
  type    = string
  default = "admin/db_password"
}

# pass
variable "github_api_key" {
  type    = string
  default = "/shop/github/api_key"
}

# pass
variable "datadog_api_key" {
  type    = string
  default = "PLACEHOLDER"
}
