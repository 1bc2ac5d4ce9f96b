variable "status" {
  type = string
}

# fail
resource "aws_iam_access_key" "deploy" {
  user = "deploy"
}

# pass
resource "aws_iam_access_key" "retired" {
  user   = "deploy"
  status = "Inactive"
}

resource "aws_iam_access_key" "by_caller" {
  user = "deploy"
  # unknown
  status = var.status
}
