"""stub"""
def check(policy, on):
    return []
