variable "document" {
  type = string
}

resource "aws_iam_policy" "all_but" {
  name = "all-but"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = "*" }]
  })
}

data "aws_iam_policy_document" "all_but" {
  statement {
    not_actions = ["iam:*"]
    resources   = ["*"]
  }
}

resource "aws_iam_role_policy" "all_but" {
  role = "example"
  # fail
  policy = data.aws_iam_policy_document.all_but.json
}

# Denying all but a few is a limit.
# pass
resource "aws_iam_policy" "deny" {
  name = "deny"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", NotAction = ["iam:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "by_caller" {
  name = "by-caller"
  # unknown
  policy = var.document
}

# pass
resource "aws_iam_user_policy" "bare" {
}

# pass
resource "aws_iam_group_policy" "bare" {
}

data "aws_iam_policy_document" "without_not_actions" {
  statement {
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "without_not_actions" {
  role   = "example"
  policy = data.aws_iam_policy_document.without_not_actions.json
}

# pass
resource "aws_iam_role" "everything" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    })
  }
}

resource "aws_iam_policy" "bounds_a_role" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_a_role" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_a_role.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_role_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
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

resource "aws_iam_role" "all_but_iam" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    # fail
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
    })
  }
}

resource "aws_iam_policy" "bounds_and_grants_by_user_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
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
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
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
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
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
resource "aws_iam_role" "all_but_iam_denied" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", NotAction = "iam:*", Resource = "*" }]
    })
  }
}

# pass
resource "aws_iam_role_policy" "all_but_iam_denied" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", NotAction = "iam:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "bounds_a_user" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]
  })
}

resource "aws_iam_user" "bounds_a_user" {
  name                 = "u"
  permissions_boundary = aws_iam_policy.bounds_a_user.arn
}

# pass
resource "aws_iam_policy" "everything" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}
