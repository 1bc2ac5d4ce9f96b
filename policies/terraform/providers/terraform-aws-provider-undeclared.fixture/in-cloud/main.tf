terraform {
  cloud {
    organization = "acme"
  }
}

# fail
resource "aws_sqs_queue" "q" {
  name = "q"
}

resource "random_id" "r" {
  byte_length = 4
}
