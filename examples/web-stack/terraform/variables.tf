variable "region" {
  description = "Where everything but the certificate lives."
  type        = string
  default     = "eu-west-1"
}

variable "environment" {
  description = "Name of the environment, part of every resource's name."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment is dev, staging or prod."
  }
}

variable "vpc_cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "admin_cidrs" {
  description = "Networks that administrators connect from."
  type        = list(string)
  default     = ["0.0.0.0/0"]
}

variable "database" {
  description = "Size and safety of the database."
  type = object({
    instance_class      = optional(string, "db.t4g.medium")
    allocated_storage   = optional(number, 50)
    multi_az            = optional(bool, true)
    publicly_accessible = optional(bool, false)
    encrypted           = optional(bool, true)
  })
  default = {}
}

variable "buckets" {
  description = "Buckets by purpose."
  type = map(object({
    versioned  = optional(bool, true)
    public     = optional(bool, false)
    log_prefix = optional(string)
  }))
}

variable "certificate_arn" {
  description = "Certificate of the load balancer. Handed in by the pipeline."
  type        = string
}
