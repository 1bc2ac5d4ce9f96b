resource "kubernetes_cluster_role_v1" "reader" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    # fail
    resources = ["pods", "secrets"]
    verbs     = ["list"]
  }
}

# pass
resource "kubernetes_role" "one" {
  metadata {
    name      = "one"
    namespace = "shop"
  }

  rule {
    api_groups     = [""]
    resources      = ["secrets"]
    resource_names = ["web-tls"]
    verbs          = ["get"]
  }
}

# pass
resource "kubernetes_cluster_role_v1" "resources_less" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    resources  = ["pods"]
    verbs      = ["list"]
  }
}

# pass
resource "kubernetes_cluster_role_v1" "without_verbs" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    resources  = ["pods", "secrets"]
  }
}

# pass
resource "kubernetes_cluster_role_v1" "without_api_groups" {
  metadata {
    name = "reader"
  }

  rule {
    resources = ["pods", "secrets"]
    verbs     = ["list"]
  }
}

resource "kubernetes_cluster_role_v1" "verbs" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    # fail
    resources = ["pods", "secrets"]
    verbs     = ["*"]
  }
}

resource "kubernetes_cluster_role_v1" "verbs_get" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    # fail
    resources = ["pods", "secrets"]
    verbs     = ["get"]
  }
}

resource "kubernetes_cluster_role_v1" "verbs_watch" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    # fail
    resources = ["pods", "secrets"]
    verbs     = ["watch"]
  }
}
