resource "aws_ec2_instance_metadata_defaults" "all" {
  http_tokens = "required"
}

resource "aws_instance" "optional" {
  metadata_options {
    # fail
    http_tokens            = "optional"
    instance_metadata_tags = "disabled"
  }
}

# pass
resource "aws_instance" "silent" {
  metadata_options {
    instance_metadata_tags = "disabled"
  }
}

resource "aws_launch_template" "optional" {
  metadata_options {
    # fail
    http_tokens            = "optional"
    instance_metadata_tags = "disabled"
  }
}

# pass
resource "aws_launch_template" "silent" {
  metadata_options {
    instance_metadata_tags = "disabled"
  }
}

resource "aws_launch_template" "off" {
  metadata_options {
    http_endpoint          = "disabled"
    instance_metadata_tags = "disabled"
  }
}

# pass
resource "aws_launch_template" "required" {
  metadata_options {
    http_tokens            = "required"
    instance_metadata_tags = "disabled"
  }
}
