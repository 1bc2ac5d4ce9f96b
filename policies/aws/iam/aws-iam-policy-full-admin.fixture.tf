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
resource "aws_iam_policy" "without_effect" {
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

resource "aws_ssoadmin_permission_set_inline_policy" "everything" {
  instance_arn       = "arn:aws:sso:::instance/x"
  permission_set_arn = "arn:aws:sso:::permissionSet/x/y"
  # fail
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_ssoadmin_permission_set_inline_policy" "everything_denied" {
  instance_arn       = "arn:aws:sso:::instance/x"
  permission_set_arn = "arn:aws:sso:::permissionSet/x/y"
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "bounds_and_grants_by_role_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_role_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_role_policy.arn
}

resource "aws_iam_role_policy_attachment" "bounds_and_grants_by_role_policy" {
  role       = "r"
  policy_arn = aws_iam_policy.bounds_and_grants_by_role_policy.arn
}

# pass
resource "aws_iam_role" "everything_denied" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }]
    })
  }
}

# pass
resource "aws_ssoadmin_permission_set_inline_policy" "everything_on_one" {
  instance_arn       = "arn:aws:sso:::instance/x"
  permission_set_arn = "arn:aws:sso:::permissionSet/x/y"
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
  })
}

# pass
resource "aws_ssoadmin_permission_set_inline_policy" "service" {
  instance_arn       = "arn:aws:sso:::instance/x"
  permission_set_arn = "arn:aws:sso:::permissionSet/x/y"
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "service" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "everything_on_one" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
  })
}

resource "aws_iam_policy" "bounds_and_grants_by_user_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_user_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_user_policy.arn
}

resource "aws_iam_user_policy_attachment" "bounds_and_grants_by_user_policy" {
  user       = "u"
  policy_arn = aws_iam_policy.bounds_and_grants_by_user_policy.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_group_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_group_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_group_policy.arn
}

resource "aws_iam_group_policy_attachment" "bounds_and_grants_by_group_policy" {
  group      = "g"
  policy_arn = aws_iam_policy.bounds_and_grants_by_group_policy.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_policy.arn
}

resource "aws_iam_policy_attachment" "bounds_and_grants_by_policy" {
  name       = "p"
  policy_arn = aws_iam_policy.bounds_and_grants_by_policy.arn
}

resource "aws_iam_policy" "bounds_a_user" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_user" "bounds_a_user" {
  name                 = "u"
  permissions_boundary = aws_iam_policy.bounds_a_user.arn
}

# pass
resource "aws_iam_role" "everything_on_one" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
    })
  }
}

# pass
resource "aws_iam_role" "service" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
    })
  }
}
