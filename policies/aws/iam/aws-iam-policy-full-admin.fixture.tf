variable "document" {
  type = string
}

variable "resources" {
  type    = list(string)
  default = ["*"]
}

resource "aws_iam_policy" "encoded" {
  name = "encoded"
  # fail
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "s3:ListAllMyBuckets"
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role_policy" "heredoc" {
  name = "heredoc"
  role = "example"
  # fail
  policy = <<EOT
{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": ["*"],
    "Resource": ["*"]
  }
}
EOT
}

data "aws_iam_policy_document" "admin" {
  statement {
    actions   = ["*:*"]
    resources = var.resources
  }
}

resource "aws_iam_group_policy" "document" {
  name  = "document"
  group = "example"
  # fail
  policy = data.aws_iam_policy_document.admin.json
}

resource "aws_iam_role" "inline" {
  name               = "inline"
  assume_role_policy = "{}"

  inline_policy {
    name = "everything"
    # fail
    policy = jsonencode({
      Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    })
  }
}

# Allowing everything and denying everything are not the same.
# pass
resource "aws_iam_user_policy" "deny" {
  name = "deny"
  user = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "reader" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::example/*"]
  }
}

# pass
resource "aws_iam_policy" "reader" {
  name   = "reader"
  policy = data.aws_iam_policy_document.reader.json
}

# The two stars stand in different statements.
# pass
resource "aws_iam_policy" "apart" {
  name = "apart"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:DescribeInstances", Resource = "*" },
      { Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::example/*" },
    ]
  })
}

resource "aws_iam_policy" "by_caller" {
  name = "by-caller"
  # unknown
  policy = var.document
}

# A boundary grants nothing; what it leaves is for other policies to grant.
resource "aws_iam_policy" "boundary" {
  name = "boundary"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = "iam:*", Resource = "*" },
    ]
  })
}

# pass
resource "aws_iam_role" "bounded" {
  name                 = "bounded"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy   = jsonencode({ Version = "2012-10-17", Statement = [] })
}

# Whatever bounds a role, what is written into it is granted.
resource "aws_iam_role_policy" "written_into_it" {
  role = aws_iam_role.bounded.name
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "passes_without_effect" {
  name = "encoded"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "s3:ListAllMyBuckets"
        Resource = "*"
      },
      {
        Action   = "*"
        Resource = "*"
      },
    ]
  })
}
