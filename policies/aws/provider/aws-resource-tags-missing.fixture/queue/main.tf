# pass
resource "aws_sqs_queue" "this" {
  name = "orders"
}
