variable "log_group_arn" {
  type = string
}

resource "aws_cloudwatch_log_group" "trail" {
  name              = "trail"
  retention_in_days = 365
}

# fail
resource "aws_cloudtrail" "bucket_only" {
  name           = "audit"
  s3_bucket_name = "example-audit"
}

# pass
resource "aws_cloudtrail" "watched" {
  name                       = "audit"
  s3_bucket_name             = "example-audit"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail"
}

resource "aws_cloudtrail" "by_caller" {
  name           = "audit"
  s3_bucket_name = "example-audit"
  # unknown
  cloud_watch_logs_group_arn = var.log_group_arn
}
