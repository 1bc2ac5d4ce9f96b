resource "aws_s3_bucket" "pass_tagged" {
  tags = { CostCentre = "1234" }
}

resource "aws_instance" "fail_untagged" {
}

resource "aws_iam_role_policy_attachment" "other_takes_no_tags" {
  role       = "r"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
