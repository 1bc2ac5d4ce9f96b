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

data "aws_iam_policy_document" "misspelt_actions" {
  statement {
    actions   = ["logs:*x"]
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "misspelt_actions" {
  role   = "example"
  policy = data.aws_iam_policy_document.misspelt_actions.json
}

data "aws_iam_policy_document" "without_resources" {
  statement {
    actions = ["logs:*"]
  }
}

# pass
resource "aws_iam_role_policy" "without_resources" {
  role   = "example"
  policy = data.aws_iam_policy_document.without_resources.json
}

# pass
resource "aws_iam_user_policy" "bare" {
}

# pass
resource "aws_iam_group_policy" "bare" {
}

# pass
resource "aws_iam_policy" "without_action" {
  name = "admin"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "denied" {
  name = "service"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = ["s3:*"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "misspelt_statement" {
  name = "service"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*x"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "denied_2" {
  name = "everything-here"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "arn:aws:s3:::example/*" }]
  })
}

data "aws_iam_policy_document" "without_actions" {
  statement {
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "without_actions" {
  role   = "example"
  policy = data.aws_iam_policy_document.without_actions.json
}

# pass
resource "aws_iam_role" "odd_wildcard" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "e*2:*", Resource = "*" }]
    })
  }
}

resource "aws_iam_policy" "bounds_a_role" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_a_role" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_a_role.arn
}

resource "aws_iam_role" "mixed" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    # fail
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:DescribeInstances"], Resource = "*" }]
    })
  }
}

resource "aws_iam_policy" "bounds_and_grants_by_role_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
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

resource "aws_iam_role" "everything_on_one" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    # fail
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
    })
  }
}

# pass
resource "aws_iam_role" "service_on_one" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::acme/*" }]
    })
  }
}

# pass
resource "aws_iam_role" "everything_and_service" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = ["*", "s3:*"], Resource = "*" }]
    })
  }
}

resource "aws_iam_role_policy" "everything_on_one" {
  role = "r"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
  })
}

# pass
resource "aws_iam_role_policy" "everything_and_service" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["*", "s3:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "bounds_and_grants_by_user_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
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
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
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
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
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

# pass
resource "aws_iam_role" "everything_on_one_denied" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
    })
  }
}

# pass
resource "aws_iam_role" "service_denied" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Action = "s3:*", Resource = "*" }]
    })
  }
}

# pass
resource "aws_iam_role" "part_of_service" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "s3:*Object", Resource = "*" }]
    })
  }
}

# pass
resource "aws_iam_role_policy" "everything_on_one_denied" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "*", Resource = "arn:aws:s3:::acme/*" }]
  })
}

# pass
resource "aws_iam_role_policy" "odd_wildcard" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "e*2:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "service_denied" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "bounds_a_user" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }]
  })
}

resource "aws_iam_user" "bounds_a_user" {
  name                 = "u"
  permissions_boundary = aws_iam_policy.bounds_a_user.arn
}

# pass
resource "aws_iam_policy" "odd_wildcard" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "e*2:*", Resource = "*" }]
  })
}
