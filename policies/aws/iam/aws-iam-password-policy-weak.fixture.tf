variable "length" {
  type = number
}

resource "aws_iam_account_password_policy" "short" {
  # fail
  minimum_password_length   = 8
  password_reuse_prevention = 24
}

# fail
resource "aws_iam_account_password_policy" "silent" {
  minimum_password_length = 16
}

# pass
resource "aws_iam_account_password_policy" "strong" {
  minimum_password_length   = 16
  password_reuse_prevention = 24
}

resource "aws_iam_account_password_policy" "by_caller" {
  # unknown
  minimum_password_length   = var.length
  password_reuse_prevention = 24
}
