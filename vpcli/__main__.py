"""Run the command line as `python -m vpcli`."""

from vpcli.cli import program

if __name__ == "__main__":
    program()
