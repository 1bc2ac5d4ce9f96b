variable "document" {
  type = string
}

resource "aws_iam_policy" "writer" {
  name = "writer"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "reader" {
  name = "reader"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "ec2:Describe*"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "narrowed" {
  name = "narrowed"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "ec2:TerminateInstances"
      Resource  = "*"
      Condition = { StringEquals = { "aws:ResourceTag/Team" = "shop" } }
    }]
  })
}

resource "aws_iam_role_policy" "by_caller" {
  role = "example"
  # unknown
  policy = var.document
}

# pass
resource "aws_iam_role_policy" "passes_bare" {
}

# pass
resource "aws_iam_user_policy" "passes_bare" {
}

# pass
resource "aws_iam_group_policy" "passes_bare" {
}

# pass
resource "aws_iam_policy" "passes_other_statement" {
  name = "writer"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "other", Action = ["s3:GetObject", "s3:PutObject"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "passes_other_statement_2" {
  name = "writer"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "other" }]
  })
}
