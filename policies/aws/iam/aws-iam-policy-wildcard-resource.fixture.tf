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
resource "aws_iam_role_policy" "bare" {
}

# pass
resource "aws_iam_user_policy" "bare" {
}

# pass
resource "aws_iam_group_policy" "bare" {
}

# pass
resource "aws_iam_policy" "denied" {
  name = "writer"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = ["s3:GetObject", "s3:PutObject"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "other_statement" {
  name = "writer"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::example/*" }]
  })
}

resource "aws_iam_role_policy" "mixed" {
  role = "r"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:*", "ec2:DescribeInstances"], Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "reading" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_iam_policy" "bounds_a_role" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

resource "aws_iam_role" "bounds_a_role" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_a_role.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_role_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

resource "aws_iam_role" "bounds_and_grants_by_role_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_role_policy.arn
}

resource "aws_iam_role_policy_attachment" "bounds_and_grants_by_role_policy" {
  role       = "r"
  policy_arn = aws_iam_policy.bounds_and_grants_by_role_policy.arn
}

resource "aws_iam_role_policy" "odd_reading" {
  role = "r"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*3:GetObject", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "everything" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "service_on_one" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::acme/*" }]
  })
}

# pass
resource "aws_iam_role_policy" "writing_in_region" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "eu-central-1" } } }]
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
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

resource "aws_iam_user" "bounds_a_user" {
  name                 = "u"
  permissions_boundary = aws_iam_policy.bounds_a_user.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_user_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

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
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

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
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

resource "aws_iam_role" "bounds_and_grants_by_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_policy.arn
}

resource "aws_iam_policy_attachment" "bounds_and_grants_by_policy" {
  name       = "p"
  policy_arn = aws_iam_policy.bounds_and_grants_by_policy.arn
}

# pass
resource "aws_iam_policy" "everything" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "odd_reading" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*3:GetObject", Resource = "*" }]
  })
}
