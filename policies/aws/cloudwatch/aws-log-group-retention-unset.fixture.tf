variable "days" {
  type = number
}

# fail
resource "aws_cloudwatch_log_group" "silent" {
  name = "shop"
}

resource "aws_cloudwatch_log_group" "never" {
  name = "shop"
  # fail
  retention_in_days = 0
}

# pass
resource "aws_cloudwatch_log_group" "quarter" {
  name              = "shop"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "by_caller" {
  name = "shop"
  # unknown
  retention_in_days = var.days
}

# pass
resource "aws_cloudwatch_log_group" "retention_in_days" {
  name              = "shop"
  retention_in_days = 1
}
