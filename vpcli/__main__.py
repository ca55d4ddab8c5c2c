"""Run the command line as `python -m vpcli`."""

from vpcli.cli import main

if __name__ == "__main__":
    main()
