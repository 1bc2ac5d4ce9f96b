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
resource "aws_iam_user_policy" "passes_bare" {
}

# pass
resource "aws_iam_group_policy" "passes_bare" {
}

data "aws_iam_policy_document" "passes_without_not_actions" {
  statement {
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "passes_without_not_actions" {
  role   = "example"
  policy = data.aws_iam_policy_document.passes_without_not_actions.json
}
