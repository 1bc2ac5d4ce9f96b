variable "policy_arn" {
  type = string
}

variable "policies" {
  type    = set(string)
  default = ["AdministratorAccess", "ReadOnlyAccess"]
}

resource "aws_iam_role_policy_attachment" "admin" {
  role = "deploy"
  # fail
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# pass
resource "aws_iam_user_policy_attachment" "several" {
  for_each = var.policies
  user     = "deploy"
  # fail
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

resource "aws_iam_role" "managed" {
  name               = "managed"
  assume_role_policy = "{}"
  # fail
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
}

data "aws_iam_policy" "admin" {
  name = "AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "looked_up" {
  role = "deploy"
  # fail
  policy_arn = data.aws_iam_policy.admin.arn
}

resource "aws_iam_policy" "own" {
  name   = "own"
  policy = "{}"
}

# pass
resource "aws_iam_role_policy_attachment" "own" {
  role       = "deploy"
  policy_arn = aws_iam_policy.own.arn
}

# pass
resource "aws_iam_role_policy_attachment" "reader" {
  role       = "audit"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_group_policy_attachment" "by_caller" {
  group = "staff"
  # unknown
  policy_arn = var.policy_arn
}

data "aws_partition" "here" {}

resource "aws_iam_role_policy_attachment" "partition" {
  role = "ops"
  # fail
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/AdministratorAccess"
}

# pass
resource "aws_iam_role_policy_attachment" "partition_reader" {
  role       = "ops"
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/ReadOnlyAccess"
}

# pass
resource "aws_iam_role_policy_attachments_exclusive" "bare" {
}

# pass
resource "aws_iam_role" "misspelt_managed_policy_arns" {
  name                = "managed"
  assume_role_policy  = "{}"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccessx"]
}

# pass
resource "aws_iam_policy_attachment" "iam_policy_attachment" {
  name       = "read"
  roles      = ["ops"]
  policy_arn = "arn:${data.aws_partition.here.partition}:iam::aws:policy/ReadOnlyAccess"
}

# pass
resource "aws_iam_user_policy_attachments_exclusive" "bare" {
}

# pass
resource "aws_iam_group_policy_attachments_exclusive" "bare" {
}

# pass
resource "aws_iam_group_policy_attachment" "bare" {
}

# pass
resource "aws_iam_role" "bare_2" {
}

# pass
resource "aws_iam_role_policy_attachments_exclusive" "longer_name" {
  role_name   = "r"
  policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess-Amplify"]
}

resource "aws_iam_role_policy_attachments_exclusive" "everything" {
  role_name = "r"
  # fail
  policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
}

data "aws_iam_policy" "by_arn" {
  arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# pass
resource "aws_iam_role_policy_attachment" "by_data_arn" {
  role       = "r"
  policy_arn = data.aws_iam_policy.by_arn.arn
}
