# pass
resource "aws_vpc" "logged" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_flow_log" "logged" {
  vpc_id               = aws_vpc.logged.id
  traffic_type         = "ALL"
  log_destination      = "arn:aws:s3:::example-flow-logs"
  log_destination_type = "s3"
}

# fail
resource "aws_vpc" "silent" {
  cidr_block = "10.1.0.0/16"
}

module "network" {
  source = "./network"
}

# The log stands outside of the module that makes the network.
resource "aws_flow_log" "network" {
  vpc_id               = module.network.vpc_id
  traffic_type         = "REJECT"
  log_destination      = "arn:aws:s3:::example-flow-logs"
  log_destination_type = "s3"
}
