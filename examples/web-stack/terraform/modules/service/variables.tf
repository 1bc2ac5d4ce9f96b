variable "name" { type = string }
variable "vpc_id" { type = string }
variable "subnet_ids" { type = list(string) }
variable "admin_cidrs" { type = list(string) }
variable "certificate_arn" { type = string }
variable "bucket_arns" { type = list(string) }
variable "tags" { type = map(string) }
