variable "document" {
  type = string
}

resource "aws_iam_policy" "pass_role" {
  name = "pass-role"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:RunInstances", "iam:PassRole"], Resource = "*" }]
  })
}

# The wildcard covers iam:PutRolePolicy.
data "aws_iam_policy_document" "wildcard" {
  statement {
    actions   = ["IAM:Put*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "wildcard" {
  role = "example"
  # fail
  policy = data.aws_iam_policy_document.wildcard.json
}

# NotAction allows all that it does not name.
resource "aws_iam_policy" "all_but" {
  name = "all-but"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "organizations:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "one_role" {
  name = "one-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web" }]
  })
}

# pass
resource "aws_iam_policy" "one_service" {
  name = "one-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = "*"
      Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    }]
  })
}

# pass
resource "aws_iam_policy" "reader" {
  name = "reader"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:Get*", "iam:List*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "by_caller" {
  name = "by-caller"
  # unknown
  policy = var.document
}

resource "aws_iam_policy" "every_role" {
  name = "every-role"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::123456789012:role/*" }]
  })
}

# pass
resource "aws_iam_policy" "roles_of_a_path" {
  name = "roles-of-a-path"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::123456789012:role/shop/*" }]
  })
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role_policy" "own_account" {
  role = "ci"
  # fail
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachRolePolicy"]
      Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/*"
    }]
  })
}

# pass
resource "aws_iam_role_policy" "own_account_path" {
  role = "ci"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachRolePolicy"]
      Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/ci/runner"
    }]
  })
}

# pass
resource "aws_iam_policy" "passes_statement_prefixed" {
  name = "every-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "xarn:aws:iam::123456789012:role/*" }]
  })
}

# pass
resource "aws_iam_role_policy" "passes_without_resource" {
  role = "ci"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = ["iam:AttachRolePolicy"]
    }]
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

# pass
resource "aws_iam_user_policy" "passes_bare" {
}

# pass
resource "aws_iam_group_policy" "passes_bare" {
}

# pass
resource "aws_iam_policy" "passes_other_statement" {
  name = "all-but"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "other", NotAction = "organizations:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "passes_statement_suffixed" {
  name = "every-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::123456789012:role/*x" }]
  })
}

# pass
resource "aws_iam_role_policy" "passes_without_effect" {
  role = "ci"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action   = ["iam:AttachRolePolicy"]
      Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/*"
    }]
  })
}

data "aws_iam_policy_document" "passes_resources_prefixed" {
  statement {
    actions   = ["IAM:Put*"]
    resources = ["x*"]
  }
}

# pass
resource "aws_iam_role_policy" "passes_resources_prefixed" {
  role   = "example"
  policy = data.aws_iam_policy_document.passes_resources_prefixed.json
}
