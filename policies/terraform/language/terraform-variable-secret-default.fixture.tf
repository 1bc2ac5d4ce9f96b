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

# pass
variable "wordy_password" {
  type    = anyish
  default = "hunter2"
}

# pass
variable "says1_password" {
  type    = string
  default = "none"
}

# pass
variable "passwords_left" {
  type    = string
  default = "hunter2"
}

variable "untyped_password" {
  # fail
  default = "hunter2"
}

# pass
variable "ssm_password" {
  type    = string
  default = "hunter2"
}

# pass
variable "says2_password" {
  type    = string
  default = "null"
}

# pass
variable "says3_password" {
  type    = string
  default = "empty"
}

# pass
variable "says4_password" {
  type    = string
  default = "default"
}

# pass
variable "says5_password" {
  type    = string
  default = "example"
}

# pass
variable "says6_password" {
  type    = string
  default = "x"
}

# pass
variable "says7_password" {
  type    = string
  default = "xx"
}

# pass
variable "says8_password" {
  type    = string
  default = "xxx"
}

# pass
variable "says9_password" {
  type    = string
  default = "xxxx"
}

# pass
variable "says10_password" {
  type    = string
  default = "-"
}

# pass
variable "says11_password" {
  type    = string
  default = "."
}

# pass
variable "odd_key_password" {
  type    = xstring
  default = "hunter2"
}
