terraform {
  cloud {
    organization = "acme"
  }
}

# fail
resource "aws_sqs_queue" "q" {
  name = "q"
}

# pass
resource "aws_sns_topic" "t" {
  tags = { Owner = "web" }
}
