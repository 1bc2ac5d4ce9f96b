variable "users" {
  type = list(string)
}

# fail
resource "aws_iam_user_policy_attachment" "direct" {
  user       = "alice"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy_attachment" "direct" {
  name = "readers"
  # fail
  users      = ["alice", "bob"]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# pass
resource "aws_iam_policy_attachment" "group" {
  name       = "readers"
  groups     = ["staff"]
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_policy_attachment" "by_caller" {
  name = "readers"
  # unknown
  users      = var.users
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# fail
resource "aws_iam_user_policy" "bare" {
}
