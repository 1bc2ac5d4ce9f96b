# fail
variable "silent" {
  type = string
}

variable "empty" {
  type = string
  # fail
  description = ""
}

# pass
variable "region" {
  type        = string
  description = "Region in which everything is made."
}

# fail
output "silent" {
  value = var.region
}

# pass
output "region" {
  description = "Region in which everything was made."
  value       = var.region
}
