resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"
}

# pass
resource "aws_ecr_repository" "covered" {
  name = "shop"
}
