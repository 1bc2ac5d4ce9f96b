terraform {
  backend "s3" {}
}

# fail
resource "aws_sqs_queue" "q" {
  name = "q"
}

resource "random_id" "r" {
  byte_length = 4
}
