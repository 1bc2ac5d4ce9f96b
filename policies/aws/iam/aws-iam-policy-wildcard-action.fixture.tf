variable "document" {
  type = string
}

resource "aws_iam_policy" "service" {
  name = "service"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "everything_here" {
  name = "everything-here"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::example/*" }]
  })
}

data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["logs:*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "document" {
  role = "example"
  # fail
  policy = data.aws_iam_policy_document.logs.json
}

# One bucket, all actions: a bucket's owner.
# pass
resource "aws_iam_policy" "one_bucket" {
  name = "one-bucket"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::example", "arn:aws:s3:::example/*"] }]
  })
}

# pass
resource "aws_iam_policy" "readers" {
  name = "readers"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:Get*", "s3:List*"], Resource = "*" }]
  })
}

# An administrator is one finding, of another policy.
# pass
resource "aws_iam_policy" "admin" {
  name = "admin"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "by_caller" {
  name = "by-caller"
  # unknown
  policy = var.document
}

# With * among the actions it is a full administrator, which another policy reports.
# pass
resource "aws_iam_policy" "administrator" {
  name = "administrator"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:*", "*"], Resource = "*" }]
  })
}
