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

data "aws_iam_policy_document" "passes_actions_suffixed" {
  statement {
    actions   = ["logs:*x"]
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "passes_actions_suffixed" {
  role   = "example"
  policy = data.aws_iam_policy_document.passes_actions_suffixed.json
}

data "aws_iam_policy_document" "passes_without_resources" {
  statement {
    actions = ["logs:*"]
  }
}

# pass
resource "aws_iam_role_policy" "passes_without_resources" {
  role   = "example"
  policy = data.aws_iam_policy_document.passes_without_resources.json
}

# pass
resource "aws_iam_user_policy" "passes_bare" {
}

# pass
resource "aws_iam_group_policy" "passes_bare" {
}

# pass
resource "aws_iam_policy" "passes_statement_less" {
  name = "admin"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "passes_other_statement" {
  name = "service"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "other", Action = ["s3:*"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "passes_statement_suffixed" {
  name = "service"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*x"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "passes_other_statement_2" {
  name = "everything-here"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "other", Action = "*", Resource = "arn:aws:s3:::example/*" }]
  })
}

data "aws_iam_policy_document" "passes_without_actions" {
  statement {
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "passes_without_actions" {
  role   = "example"
  policy = data.aws_iam_policy_document.passes_without_actions.json
}
