# Nothing here says that it is applied by itself: its callers' providers set the default tags.
terraform {
  required_version = ">= 1.5"
}

resource "aws_sqs_queue" "this" {
  name = "orders"
}
