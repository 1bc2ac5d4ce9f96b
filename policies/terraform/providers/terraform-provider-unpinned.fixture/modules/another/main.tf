terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }

    # pass
    http = {
      source  = "hashicorp/http"
      version = ">= 3.0"
    }

    # Nothing is made with it.
    archive = {
      source = "hashicorp/archive"
    }
  }
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

data "http" "ranges" {
  url = "https://example.com/ranges.json"
}

# That another called module has the same gap closes none.
# fail
resource "random_id" "suffix" {
  byte_length = 4
}
