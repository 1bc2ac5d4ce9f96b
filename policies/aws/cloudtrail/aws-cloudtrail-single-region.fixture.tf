variable "everywhere" {
  type = bool
}

# fail
resource "aws_cloudtrail" "silent" {
  name           = "audit"
  s3_bucket_name = "example-audit"
}

# pass
resource "aws_cloudtrail" "everywhere" {
  name                  = "audit"
  s3_bucket_name        = "example-audit"
  is_multi_region_trail = true
}

resource "aws_cloudtrail" "by_caller" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # unknown
  is_multi_region_trail = var.everywhere
}
