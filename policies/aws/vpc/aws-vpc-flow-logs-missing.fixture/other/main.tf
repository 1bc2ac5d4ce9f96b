# Another root module: its flow log may belong to any VPC, so nothing can be said.
variable "vpc_id" {
  type = string
}

resource "aws_flow_log" "given" {
  vpc_id               = var.vpc_id
  traffic_type         = "ALL"
  log_destination      = "arn:aws:s3:::example-flow-logs"
  log_destination_type = "s3"
}

# unknown
resource "aws_vpc" "perhaps_logged" {
  cidr_block = "10.3.0.0/16"
}
