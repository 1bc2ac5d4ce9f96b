variable "validate" {
  type = bool
}

# fail
resource "aws_cloudtrail" "silent" {
  name           = "audit"
  s3_bucket_name = "example-audit"
}

resource "aws_cloudtrail" "off" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # fail
  enable_log_file_validation = false
}

# pass
resource "aws_cloudtrail" "validated" {
  name                       = "audit"
  s3_bucket_name             = "example-audit"
  enable_log_file_validation = true
}

resource "aws_cloudtrail" "by_caller" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # unknown
  enable_log_file_validation = var.validate
}
