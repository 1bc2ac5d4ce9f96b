# Nothing here says that it is applied by itself: its callers' providers set the default tags.
resource "aws_sqs_queue" "this" {
  name = "orders"
}
