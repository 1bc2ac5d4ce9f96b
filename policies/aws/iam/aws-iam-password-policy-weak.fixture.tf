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

# pass
resource "aws_iam_account_password_policy" "as_asked" {
  minimum_password_length   = 14
  password_reuse_prevention = 24
}

resource "aws_iam_account_password_policy" "one_character_short" {
  # fail
  minimum_password_length   = 13
  password_reuse_prevention = 24
}

resource "aws_iam_account_password_policy" "one_password_short" {
  minimum_password_length = 14
  # fail
  password_reuse_prevention = 23
}
