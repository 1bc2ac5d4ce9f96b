# fail
variable "db_password" {
  type = string
}

variable "api_key" {
  type = string
  # fail
  sensitive = false
}

# pass
variable "admin_password" {
  type      = string
  sensitive = true
}

variable "manage_password" {
  type = bool
}

variable "password_length" {
  type = number
}

# pass
output "auth_token" {
  value     = var.admin_password
  sensitive = true
}

variable "password_like" {
  type = string
}

# pass
variable "passing_password" {
  type      = string
  ephemeral = true
}

variable "pin_password" {
  type = number
}
