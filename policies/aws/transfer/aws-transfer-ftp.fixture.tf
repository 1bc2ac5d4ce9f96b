variable "protocols" {
  type = list(string)
}

resource "aws_transfer_server" "plain" {
  endpoint_type = "VPC"
  # fail
  protocols = ["SFTP", "FTP"]
}

# pass
resource "aws_transfer_server" "default" {
  endpoint_type = "PUBLIC"
}

# pass
resource "aws_transfer_server" "tls" {
  endpoint_type = "VPC"
  protocols     = ["FTPS"]
}

resource "aws_transfer_server" "by_caller" {
  endpoint_type = "VPC"
  # unknown
  protocols = var.protocols
}
